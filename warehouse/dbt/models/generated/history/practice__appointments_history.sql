{{ history('practice', 'appointments') }}
