{{ analytics('billing', 'invoice_lines') }}
