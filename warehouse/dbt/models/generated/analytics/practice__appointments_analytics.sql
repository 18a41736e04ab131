{{ analytics('practice', 'appointments') }}
