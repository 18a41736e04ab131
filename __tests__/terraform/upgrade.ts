/**
 * What deploying this release does to a stack of the release before (`__tests__/deployed/`), beside what it leaves alone: by
 * stack, `<action> <address>`. Each entry is a decision; say in the commit why it is there.
 */
export const UPGRADE: { readonly [stack: string]: readonly string[] } = {};
