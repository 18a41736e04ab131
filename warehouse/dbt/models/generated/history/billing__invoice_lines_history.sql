{{ history('billing', 'invoice_lines') }}
