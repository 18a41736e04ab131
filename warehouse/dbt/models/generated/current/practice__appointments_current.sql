{{ current('practice', 'appointments') }}
