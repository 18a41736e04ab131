{{ cdc('billing', 'invoices') }}
