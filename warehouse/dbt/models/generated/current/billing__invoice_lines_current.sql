{{ current('billing', 'invoice_lines') }}
