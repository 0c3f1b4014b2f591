import type { Scene } from './scene.ts'

/** From stock to what is done about it: rules, alerts, the orders that wait. */
export const ways: readonly Scene[] = [
  {
    name: 'orders-waiting-for',
    says: 'Those that wait for one item',
    path: ({ awaited }) => `/console/orders?waitingFor=${encodeURIComponent(awaited)}`,
  },
  {
    name: 'map-category',
    says: 'What there is of one category, and in which country',
    path: ({ category }) => `/console/map?category=${encodeURIComponent(category)}`,
    ready: '[aria-pressed]',
    document: 'light',
  },
  {
    name: 'stock-waiting',
    says: 'An item that orders wait for',
    path: ({ awaited }) => `/console/inventory/${encodeURIComponent(awaited)}`,
    ready: 'main a[href*=waitingFor]',
    tall: 1400,
  },
  {
    name: 'stock-keep-back',
    says: 'To keep some of it back',
    path: ({ sku, location }) =>
      `/console/availability-rules?view=draft&add=safety_stock&sku=${encodeURIComponent(sku)}` +
      `&location=${encodeURIComponent(location)}`,
    ready: '[role=dialog] input',
  },
  {
    name: 'stock-watch',
    says: 'To be told of it',
    path: ({ sku }) => `/console/alerts/rules?add=low&sku=${encodeURIComponent(sku)}`,
    ready: '[role=dialog] input',
  },
]
