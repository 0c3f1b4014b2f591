/**
 * Every permission there is. A route names the one it needs; roles and API keys hold some of them.
 */
export const permissions = [
  'catalog:read',
  'catalog:write',
  'demo:read',
  'demo:write',
  'fulfilment:read',
  'fulfilment:write',
  'identity:read',
  'identity:write',
  'network:read',
  'network:write',
  'orders:read',
  'orders:write',
  'routing:publish',
  'routing:read',
  'routing:write',
  'rules:publish',
  'rules:read',
  'rules:write',
  'shipping:read',
  'shipping:write',
  'stock:read',
  'stock:write',
  'tasks:read',
  'tasks:write',
] as const

export type Permission = (typeof permissions)[number]
