{{ analytics('practice', 'clients') }}
