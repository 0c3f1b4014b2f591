import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { Fault } from './shell/fault.tsx'
import { Shell } from './shell/shell.tsx'
import { Problem } from '../lib/api.ts'

/** Everything about a view is in its address: it can be shared and loaded again. */
type Search = Record<string, string | undefined>

const root = createRootRoute({
  component: Shell,
  errorComponent: ({ error }) => <Fault error={error} isWhole />,
  notFoundComponent: () => <Fault error={new Problem(404)} isWhole />,
  validateSearch: (given: Record<string, unknown>): Search => {
    return Object.fromEntries(
      Object.entries(given).map(([name, value]) => [
        name,
        value === undefined ? undefined : String(value),
      ]),
    )
  },
})

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/exceptions' })
  },
})

const exceptions = createRoute({
  getParentRoute: () => root,
  path: '/exceptions',
  component: lazyRouteComponent(() => import('./exceptions/list.tsx'), 'Exceptions'),
})

const locations = createRoute({
  getParentRoute: () => root,
  path: '/locations',
  component: lazyRouteComponent(() => import('./locations/list.tsx'), 'Locations'),
})

const location = createRoute({
  getParentRoute: () => root,
  path: '/locations/$code',
  component: lazyRouteComponent(() => import('./locations/page.tsx'), 'LocationPage'),
})

const map = createRoute({
  getParentRoute: () => root,
  path: '/map',
  component: lazyRouteComponent(() => import('./map/network-map.tsx'), 'NetworkMap'),
})

const orders = createRoute({
  getParentRoute: () => root,
  path: '/orders',
  component: lazyRouteComponent(() => import('./orders/orders.tsx'), 'Orders'),
})

const order = createRoute({
  getParentRoute: () => root,
  path: '/orders/$number',
  component: lazyRouteComponent(() => import('./order/order.tsx'), 'OrderPage'),
})

const channels = createRoute({
  getParentRoute: () => root,
  path: '/channels',
  component: lazyRouteComponent(() => import('./channels/list.tsx'), 'Channels'),
})

const keys = createRoute({
  getParentRoute: () => root,
  path: '/keys',
  component: lazyRouteComponent(() => import('./keys/list.tsx'), 'Keys'),
})

const inventory = createRoute({
  getParentRoute: () => root,
  path: '/inventory',
  component: lazyRouteComponent(() => import('./inventory/inventory.tsx'), 'Inventory'),
})

const stock = createRoute({
  getParentRoute: () => root,
  path: '/inventory/$sku',
  component: lazyRouteComponent(() => import('./inventory/page.tsx'), 'StockPage'),
})

const alerts = createRoute({
  getParentRoute: () => root,
  path: '/alerts',
  component: lazyRouteComponent(() => import('./alerts/list.tsx'), 'Alerts'),
})

const alertRules = createRoute({
  getParentRoute: () => root,
  path: '/alerts/rules',
  component: lazyRouteComponent(() => import('./alerts/rules.tsx'), 'AlertRules'),
})

const feeds = createRoute({
  getParentRoute: () => root,
  path: '/feeds',
  component: lazyRouteComponent(() => import('./feeds/feeds.tsx'), 'Feeds'),
})

const feedUpload = createRoute({
  getParentRoute: () => root,
  path: '/feeds/upload',
  component: lazyRouteComponent(() => import('./feeds/upload.tsx'), 'UploadFeed'),
})

const feed = createRoute({
  getParentRoute: () => root,
  path: '/feeds/$id',
  component: lazyRouteComponent(() => import('./feeds/page.tsx'), 'FeedPage'),
})

const rules = createRoute({
  getParentRoute: () => root,
  path: '/availability-rules',
  component: lazyRouteComponent(() => import('./rules/rules.tsx'), 'Rules'),
})

const routing = createRoute({
  getParentRoute: () => root,
  path: '/routing',
  component: lazyRouteComponent(() => import('./routing/routing.tsx'), 'Routing'),
})

const shadow = createRoute({
  getParentRoute: () => root,
  path: '/routing/shadows/$id',
  component: lazyRouteComponent(() => import('./shadows/page.tsx'), 'ShadowPage'),
})

const simulator = createRoute({
  getParentRoute: () => root,
  path: '/simulator',
  component: lazyRouteComponent(() => import('./simulator/list.tsx'), 'Simulator'),
})

const simulation = createRoute({
  getParentRoute: () => root,
  path: '/simulator/$id',
  component: lazyRouteComponent(() => import('./simulator/page.tsx'), 'SimulationPage'),
})

const skus = createRoute({
  getParentRoute: () => root,
  path: '/skus',
  component: lazyRouteComponent(() => import('./skus/skus.tsx'), 'Skus'),
})

const partners = createRoute({
  getParentRoute: () => root,
  path: '/partners',
  component: lazyRouteComponent(() => import('./network/partners.tsx'), 'Partners'),
})

const groups = createRoute({
  getParentRoute: () => root,
  path: '/groups',
  component: lazyRouteComponent(() => import('./network/groups.tsx'), 'Groups'),
})

const calendars = createRoute({
  getParentRoute: () => root,
  path: '/calendars',
  component: lazyRouteComponent(() => import('./network/calendars.tsx'), 'Calendars'),
})

const companies = createRoute({
  getParentRoute: () => root,
  path: '/companies',
  component: lazyRouteComponent(() => import('./network/companies.tsx'), 'Companies'),
})

const brands = createRoute({
  getParentRoute: () => root,
  path: '/brands',
  component: lazyRouteComponent(() => import('./network/brands.tsx'), 'Brands'),
})

const carriers = createRoute({
  getParentRoute: () => root,
  path: '/carriers',
  component: lazyRouteComponent(() => import('./carriers/list.tsx'), 'Carriers'),
})

const carrier = createRoute({
  getParentRoute: () => root,
  path: '/carriers/$code',
  component: lazyRouteComponent(() => import('./carriers/page.tsx'), 'CarrierPage'),
})

const rateCard = createRoute({
  getParentRoute: () => root,
  path: '/carriers/$code/$service/$version',
  component: lazyRouteComponent(() => import('./carriers/card-page.tsx'), 'CardPage'),
})

const rateQuotes = createRoute({
  getParentRoute: () => root,
  path: '/rate-quotes',
  component: lazyRouteComponent(() => import('./carriers/quotes.tsx'), 'RateQuotes'),
})

const tree = root.addChildren([
  home,
  exceptions,
  orders,
  order,
  inventory,
  stock,
  alerts,
  alertRules,
  feeds,
  feedUpload,
  feed,
  rules,
  routing,
  shadow,
  simulator,
  simulation,
  map,
  skus,
  locations,
  location,
  partners,
  groups,
  calendars,
  companies,
  brands,
  carriers,
  carrier,
  rateCard,
  rateQuotes,
  channels,
  keys,
])

export function createConsoleRouter() {
  return createRouter({
    routeTree: tree,
    basepath: '/console',
    defaultPreload: 'intent',
    defaultErrorComponent: ({ error }) => <Fault error={error} isWhole />,
    // Texts in addresses stay as they are: `state=late`, not `state="late"`.
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const given = Object.entries(search).filter(
        ([, value]) => value !== undefined && value !== '',
      )
      const text = new URLSearchParams(given as [string, string][]).toString()
      return text === '' ? '' : `?${text}`
    },
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>
  }
}
