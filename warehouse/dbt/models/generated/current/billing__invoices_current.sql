{{ current('billing', 'invoices') }}
