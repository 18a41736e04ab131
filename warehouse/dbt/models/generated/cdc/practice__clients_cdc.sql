{{ cdc('practice', 'clients') }}
