{{ cdc('billing', 'invoice_lines') }}
