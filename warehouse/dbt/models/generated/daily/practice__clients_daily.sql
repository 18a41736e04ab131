{{ daily('practice', 'clients') }}
