{{ history('practice', 'notes') }}
