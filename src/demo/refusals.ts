/** Why a command about the demo cannot be followed, and what to do. */
export class DemoError extends Error {}
