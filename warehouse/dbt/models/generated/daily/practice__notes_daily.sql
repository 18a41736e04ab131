{{ daily('practice', 'notes') }}
