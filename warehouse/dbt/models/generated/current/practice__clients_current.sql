{{ current('practice', 'clients') }}
