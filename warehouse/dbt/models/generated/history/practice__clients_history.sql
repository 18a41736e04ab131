{{ history('practice', 'clients') }}
