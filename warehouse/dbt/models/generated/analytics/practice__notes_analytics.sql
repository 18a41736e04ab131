{{ analytics('practice', 'notes') }}
