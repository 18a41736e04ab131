/** IAM's names of a service's actions. @param actions with a space between them */
export function actionsOf(service: string, actions: string): string[] {
  return actions.split(" ").map((action) => `${service}:${action}`);
}
