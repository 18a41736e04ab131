{{ daily('billing', 'invoice_lines') }}
