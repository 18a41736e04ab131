# Makes the tables of PostgreSQL, and the users that own and read them. It runs when the machine first starts; a change of the tables makes a new
# machine. Everything in it can be repeated. Its output: /var/log/cloud-init-output.log.
set -euo pipefail
umask 077

say() { echo "bastion-init: $*"; }

# The network, and the role's rights, may need a moment.
retry() {
  for attempt in 1 2 3 4 5; do
    if "$@"; then return; fi
    say "attempt $attempt of $1 failed"
    sleep $((attempt * PAUSE_SECONDS))
  done
  say "gave up: tables are not made. Replace the machine, or run: npm run -s ops -- tables STACK --apply"
  exit 1
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

retry dnf install -y -q jq postgresql17
# Of the CA that signs RDS's certificates: without it, psql could not know whom it talks to.
retry curl -fsS -o "$work/ca.pem" "https://truststore.pki.rds.amazonaws.com/$AWS_REGION/$AWS_REGION-bundle.pem"
retry aws s3 cp --only-show-errors "s3://$BUCKET/$TABLES_KEY" "$work/create_tables.sql"
echo "$TABLES_SHA256  $work/create_tables.sql" | sha256sum --check --quiet

retry aws secretsmanager get-secret-value --secret-id "$SECRET_ARN" --query SecretString --output text > "$work/secret"
PGUSER=$(jq -r .username "$work/secret")
PGPASSWORD=$(jq -r .password "$work/secret")
export PGUSER PGPASSWORD PGSSLMODE=verify-full PGSSLROOTCERT="$work/ca.pem"

retry psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --file "$work/create_tables.sql"
say "tables are made"
