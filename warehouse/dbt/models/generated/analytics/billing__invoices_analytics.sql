{{ analytics('billing', 'invoices') }}
