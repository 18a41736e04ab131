{{ daily('billing', 'invoices') }}
