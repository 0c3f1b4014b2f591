import { availability } from './scenes-availability.ts'
import { carried } from './scenes-carriers.ts'
import { uploads } from './scenes-feeds.ts'
import { receipts } from './scenes-receipts.ts'
import { routing } from './scenes-routing.ts'
import { shadows } from './scenes-shadows.ts'
import { simulator } from './scenes-simulator.ts'
import { trials } from './scenes-trials.ts'
import { ways } from './scenes-ways.ts'
import {
  adjust,
  changeFirst,
  chooseAndCancel,
  decline,
  FAR_ROW,
  keys,
  makeNew,
  MORE,
  part,
  press,
  ROW,
  type Known,
  type Scene,
} from './scene.ts'

export type { Known, Scene } from './scene.ts'

const exceptions = { path: '/console/exceptions', ready: ROW }
const orders = { path: '/console/orders', ready: ROW }
const one = (screen: string, kind: keyof Known) => ({
  path: (known: Known) => `/console/${screen}/${encodeURIComponent(known[kind])}`,
})
const order = (kind: keyof Known) => one('orders', kind)
const inventory = { path: '/console/inventory', ready: ROW }
const stock = {
  path: ({ sku }: Known) => `/console/inventory/${encodeURIComponent(sku)}`,
  ready: 'tbody tr',
}
const skus = { path: '/console/skus', ready: ROW }
const locations = { path: '/console/locations', ready: ROW }
const channels = { path: '/console/channels', ready: ROW }
const feeds = { path: '/console/feeds', ready: ROW }
const fedAt = (query: string) => ({
  path: ({ fed }: Known) => `/console/feeds${query}${encodeURIComponent(fed)}`,
  ready: ROW,
})
const rules = { path: '/console/alerts/rules', ready: ROW }
const received = { path: '/console/feeds?view=received', ready: ROW }
const parts = { path: '/console/parts', hasAll: true } as const

/** Each screen of the console has a line: tests visit it, `npm run pictures` takes its picture. */
export const scenes: readonly Scene[] = [
  { name: 'exceptions', says: 'What needs a person', ...exceptions, document: 'both' },
  {
    name: 'exception',
    says: 'What can be done',
    ...exceptions,
    act: press(ROW),
    document: 'light',
  },
  {
    name: 'exception-promise',
    says: 'A promise that was broken, and what can be done',
    path: ({ promise }) => `/console/exceptions?open=${promise}`,
    ready: 'aside h2, [role=complementary] h2',
  },
  { name: 'orders', says: 'All orders', ...orders, document: 'both' },
  {
    name: 'orders-expected',
    says: 'Those whose goods are on their way',
    path: '/console/orders?state=waiting_for_receipt',
    ready: ROW,
  },
  { name: 'orders-peek', says: 'One of them', ...orders, act: press(ROW), document: 'both' },
  { name: 'orders-late', says: 'The late ones', path: '/console/orders?state=late' },
  { name: 'orders-none', says: 'Nothing matches', path: '/console/orders?q=zzzz&state=late' },
  { name: 'orders-chosen', says: 'Many at once', ...orders, act: press(`${ROW} input`) },
  { name: 'orders-filter', says: 'What they are filtered by', ...orders, act: keys('f') },
  {
    name: 'orders-bulk',
    says: 'What will happen to many',
    path: '/console/orders?state=waiting_for_stock,on_hold,released',
    ready: ROW,
    act: chooseAndCancel,
    document: 'light',
  },
  { name: 'order', says: 'An order in work', ...order('inWork'), document: 'both' },
  {
    name: 'order-flips',
    says: 'What would have changed it',
    ...order('inWork'),
    act: async (page) => {
      await page.locator('[data-part=flips] summary').first().click()
      await page.locator('[data-part=flips] p').first().waitFor()
    },
    tall: 1400,
  },
  {
    name: 'order-compared',
    says: 'What other places would have cost',
    ...order('inWork'),
    act: async (page) => {
      await page.locator('[data-part=compared] summary').first().click()
      // The network of these pictures has changed since: the totals are known, and that is said.
      await page.locator('[data-part=compared] p').last().waitFor()
    },
    tall: 1400,
  },
  { name: 'order-sent', says: 'One that is sent', ...order('sent') },
  { name: 'order-held', says: 'One on hold', ...order('held'), document: 'light' },
  { name: 'order-waiting', says: 'One that waits for stock', ...order('waiting') },
  { name: 'order-late', says: 'One that is late', ...order('late') },
  { name: 'order-expected', says: 'One whose goods are on their way', ...order('expected') },
  { name: 'order-broken', says: 'One that does not come as promised', ...order('broken') },
  { name: 'order-cancel', says: 'To cancel it', ...order('order'), act: keys('c') },
  { name: 'order-marks', says: 'To change priority and tags', ...order('order'), act: keys('p') },
  { name: 'order-hold', says: 'To hold it', ...order('order'), act: keys('h') },
  {
    name: 'order-reroute',
    says: 'To send it from elsewhere',
    ...order('order'),
    act: keys('r'),
    document: 'light',
  },
  {
    name: 'order-why',
    says: 'Why it comes from there, and the places compared',
    ...order('inWork'),
    act: press('main details > summary'),
    document: 'light',
    tall: 1400,
  },
  { name: 'order-decline', says: 'A store cannot send it', ...order('inWork'), act: decline },
  { name: 'order-edit', says: 'What can be done with it', ...order('order'), act: keys('e') },
  { name: 'map', says: 'Where everything is', path: '/console/map', document: 'both' },
  {
    name: 'map-list',
    says: 'The same as a list',
    path: '/console/map',
    act: keys('l'),
    document: 'light',
  },
  { name: 'locations', says: 'All locations', ...locations, document: 'light' },
  { name: 'location-peek', says: 'One of them', ...locations, act: press(ROW) },
  { name: 'location-new', says: 'A new one', ...locations, act: makeNew },
  { name: 'location', says: 'All about it', ...one('locations', 'location'), document: 'light' },
  { name: 'location-pause', says: 'To pause it', ...one('locations', 'location'), act: keys('p') },
  {
    name: 'location-belongs',
    says: 'Whose it is, and who sells from it',
    path: ({ location }) => `/console/locations/${encodeURIComponent(location)}?edit=belongs`,
  },
  {
    name: 'location-authority',
    says: 'Who keeps its stock',
    path: ({ location }) => `/console/locations/${encodeURIComponent(location)}?edit=authority`,
  },
  {
    name: 'locations-group',
    says: 'Those of one group',
    path: '/console/locations?group=STORES-FR&state=open&tag=open-on-sundays',
    ready: ROW,
  },
  { name: 'locations-inside', says: 'What they share', ...locations, act: press(MORE) },
  ...['partners', 'groups', 'calendars', 'companies', 'brands'].flatMap((name): Scene[] => {
    const screen = { path: `/console/${name}`, ready: ROW }
    const document = name === 'groups' ? ('light' as const) : undefined
    return [
      { name, says: `All ${name}`, ...screen },
      {
        name: `${name}-one`,
        says: 'One of them',
        ...screen,
        act: press(ROW),
        ...(document && { document }),
      },
      { name: `${name}-new`, says: 'A new one', ...screen, act: makeNew },
      { name: `${name}-change`, says: 'To change one', ...screen, act: changeFirst },
    ]
  }),
  { name: 'search', says: 'The search of everything', ...orders, act: keys('Control+k') },
  { name: 'keyboard', says: 'What keys do', ...orders, act: keys('?') },
  { name: 'inventory', says: 'All stock', ...inventory, document: 'both' },
  { name: 'inventory-peek', says: 'One item', ...inventory, act: press(ROW), document: 'light' },
  {
    name: 'inventory-place',
    says: 'The stock of one place',
    path: ({ location }) => `/console/inventory?location=${encodeURIComponent(location)}`,
  },
  { name: 'inventory-none', says: 'Nothing matches', path: '/console/inventory?q=zzzz' },
  { name: 'stock', says: 'The stock of one item', ...stock, document: 'both' },
  {
    name: 'stock-past',
    says: 'The stock of one item as it was, and what a channel could sell of it',
    path: ({ sku }) =>
      `/console/inventory/${encodeURIComponent(sku)}?at=${new Date().toISOString()}`,
    ready: 'tbody tr',
    tall: 1800,
  },
  {
    name: 'stock-bundle-past',
    says: 'What a channel could sell of a bundle',
    path: ({ bundle }) =>
      `/console/inventory/${encodeURIComponent(bundle)}?at=${new Date().toISOString()}`,
    ready: 'tbody tr',
  },
  {
    name: 'stock-sold',
    says: 'What a channel can sell of it, and why not more',
    path: ({ sku }) => `/console/inventory/${encodeURIComponent(sku)}?method=click_and_collect`,
    ready: 'tbody tr',
    tall: 1800,
  },
  { name: 'stock-adjust', says: 'To adjust it', ...stock, act: adjust, document: 'light' },
  { name: 'alerts', says: 'Stock that rules tell of', path: '/console/alerts' },
  { name: 'alerts-none', says: 'Nothing of a kind', path: '/console/alerts?kind=over' },
  { name: 'rules', says: 'What alerts tell of', ...rules, document: 'light' },
  { name: 'rule', says: 'One of the rules', ...rules, act: press(ROW) },
  { name: 'rule-new', says: 'A new one', ...rules, act: makeNew },
  { name: 'rule-change', says: 'To change one', ...rules, act: changeFirst },
  { name: 'feeds', says: 'Which place is fed by whom', ...feeds, document: 'both' },
  { name: 'feeds-one', says: 'How one of them stands', ...feeds, act: press(ROW) },
  { name: 'feeds-change', says: 'How often it is fed', ...feeds, act: changeFirst },
  { name: 'feeds-new', says: 'One more to watch', ...feeds, act: makeNew },
  { name: 'feeds-place', says: 'What feeds one place', ...fedAt('?location=') },
  {
    name: 'feeds-none',
    says: 'Nothing of a kind',
    path: '/console/feeds?state=waiting&location=-',
  },
  { name: 'feeds-received', says: 'What was received', ...received },
  { name: 'feeds-received-place', says: 'Of one place', ...fedAt('?view=received&location=') },
  { name: 'feed-peek', says: 'What was wrong with one', ...received, act: press(ROW) },
  { name: 'feed', says: 'Its rows', ...one('feeds', 'feed'), ready: 'tbody tr', document: 'light' },
  ...uploads,
  ...receipts,
  ...availability,
  ...carried,
  ...routing,
  ...trials,
  ...simulator,
  ...ways,
  ...shadows,
  {
    name: 'stock-bundle',
    says: 'What limits a bundle',
    ...one('inventory', 'bundle'),
    ready: 'tbody tr',
  },
  { name: 'stock-unkept', says: 'What is not counted', ...one('inventory', 'unkept') },
  { name: 'order-bundle', says: 'An order of a bundle', ...order('bundled'), ready: 'tbody tr' },
  {
    name: 'orders-bundle',
    says: 'The same beside the list',
    path: ({ bundled }) => `/console/orders?q=${bundled}`,
    ready: ROW,
    act: press(ROW),
  },
  {
    name: 'sku-bundle',
    says: 'What a bundle is made of',
    path: ({ bundle }) => `/console/skus?open=${bundle}`,
    ready: '[role=complementary] ul, aside ul',
    act: keys('e'),
  },
  { name: 'skus', says: 'What is sold', ...skus, document: 'light' },
  { name: 'sku', says: 'One of them', ...skus, act: press(ROW), document: 'light' },
  { name: 'sku-new', says: 'A new one', ...skus, act: keys('c') },
  { name: 'channels', says: 'All channels', ...channels, document: 'light' },
  { name: 'channel', says: 'One of them', ...channels, act: press(ROW) },
  { name: 'channel-change', says: 'To change one', ...channels, act: changeFirst },
  { name: 'channel-new', says: 'A new one', ...channels, act: makeNew },
  { name: 'keys', says: 'Keys of the API', path: '/console/keys', document: 'light' },
  { name: 'key-new', says: 'A new one', path: '/console/keys', act: makeNew },
  { name: 'nothing', says: 'An address that leads nowhere', path: '/console/no', hasAll: true },
  { name: 'parts', says: 'The shared parts', ...parts, tall: 4200 },
  { name: 'parts-peek', says: 'A look at one row', ...parts, act: press(FAR_ROW) },
  { name: 'parts-menu', says: 'A menu', ...parts, act: part('menu') },
  { name: 'parts-popover', says: 'A small form', ...parts, act: part('popover') },
  { name: 'parts-dialog', says: 'A question', ...parts, act: part('dialog') },
  { name: 'parts-long', says: 'A question with long texts', ...parts, act: part('long-dialog') },
  { name: 'parts-toasts', says: 'What has happened', ...parts, act: part('toast') },
]
