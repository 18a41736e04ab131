/** GitHub's OIDC provider in each account. */
const PROVIDER = "token.actions.githubusercontent.com";

/**
 * Lets only jobs of this repository in this GitHub environment assume the role. Both claims are compared letter by letter; a
 * star would accept environments, or repositories, that somebody makes later.
 * https://docs.github.com/en/actions/reference/security/oidc
 * @param repository `owner/name`
 * @param environment the GitHub environment
 */
export function trustPolicy(repository: string, environment: string, account: string): object {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${PROVIDER}` },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: {
            [`${PROVIDER}:aud`]: "sts.amazonaws.com",
            [`${PROVIDER}:sub`]: `repo:${repository}:environment:${environment}`,
          },
        },
      },
    ],
  };
}
