{{ cdc('practice', 'appointments') }}
