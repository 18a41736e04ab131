{{ history('billing', 'invoices') }}
