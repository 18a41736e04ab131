{{ cdc('practice', 'notes') }}
