{{ daily('practice', 'appointments') }}
