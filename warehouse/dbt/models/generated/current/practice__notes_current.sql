{{ current('practice', 'notes') }}
