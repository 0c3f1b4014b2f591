import { createAsking } from './asking-thread.ts'
import { workInThread } from './background-thread.ts'
import { catalogModule } from './catalog/module.ts'
import { createSkuBook, events as catalogEvents } from './catalog/index.ts'
import { demoModule } from './demo/module.ts'
import {
  checks as fulfilmentChecks,
  events as fulfilmentEvents,
  showHit,
} from './fulfilment/index.ts'
import { fulfilmentModule } from './fulfilment/module.ts'
import { countImportedSizes, findImportedSpan, sumImported } from './history/index.ts'
import { isPerson } from './identity/index.ts'
import { identityModule } from './identity/module.ts'

import {
  checks as inventoryChecks,
  createAvailabilityIndex,
  createEndless,
  createRuleBook,
  events as inventoryEvents,
  feedOverdue,
  movedStock,
  skuIdOf,
  stockBelowUnavailable,
  stockBelowZero,
  stockUncovered,
  supplySubject,
} from './inventory/index.ts'
import { inventoryModule } from './inventory/module.ts'
import { createNetworkBook, events as networkEvents } from './network/index.ts'
import { networkModule } from './network/module.ts'

import {
  channelsOfOrders,
  checks as orderChecks,
  countDeliverySizes,
  createNumberBook,
  decideMade,
  findFirstPlaced,
  findNamedInOrders,
  numbersOf,
  readDeliveries,
  sumDemand,
  readPeriod,
  readPaid,
  readPlacedAgain,
  waitingOrders,
  events as orderEvents,
  type OrdersWorld,
} from './orders/index.ts'
import { ordersModule } from './orders/module.ts'
import { seesChannel, seesLocation, type Scope } from './lib/scope.ts'
import { checks as platformChecks } from './platform/checks.ts'
import type { EventType } from './platform/events/define.ts'
import type { Check, Module, Platform } from './platform/module.ts'
import { streamModule } from './platform/stream/module.ts'
import type { Opened } from './platform/stream/switchboard.ts'
import {
  approvalAsked,
  checks as routingChecks,
  createPlanBook,
  events as routingEvents,
  notCarried,
  pricesUnproven,
  type DemandSource,
  type PlayingWorld,
} from './routing/index.ts'
import { routingModule } from './routing/module.ts'
import { createRateBook, events as shippingEvents } from './shipping/index.ts'
import { shippingModule } from './shipping/module.ts'
import { events as taskEvents } from './tasks/index.ts'
import { tasksModule, type TaskWorld } from './tasks/module.ts'

/**
 * The architecture in one table: every folder of src/ and the tier it stands on. Imports go down
 * the tiers only, modules of one tier never import each other, and main.ts stands above all;
 * test/architecture holds the house to it.
 */
export const tiers = {
  // The demo retailer and its simulator; import and replay of order histories
  demo: 11,
  history: 11,
  // What happened and will; who is connected; who is told
  reporting: 10,
  integrations: 10,
  notifications: 10,
  // Who helps
  care: 9,
  // What comes back
  returns: 8,
  // Who does the work: pick, pack, ship, collect
  fulfilment: 7,
  // What was asked for, and every change to it
  orders: 6,
  // When it can be there; is it paid; is it safe
  promise: 5,
  payments: 5,
  screening: 5,
  // Who should serve a line
  routing: 4,
  // What is there and what is coming; carriers, rates, transit times
  inventory: 3,
  shipping: 3,
  // What is sold; where and through which channels; to whom
  catalog: 2,
  network: 2,
  customers: 2,
  // Who may do what; what needs a person
  identity: 1,
  tasks: 1,
  // The world: database, HTTP, events, configuration, clock, log
  platform: 0,
  // Pure: money, quantities, time, ids, geography, refusals
  lib: -1,
} as const

/** What placing and allocating orders know of the world. */
export function createOrdersWorld(platform: Platform): OrdersWorld {
  const skus = createSkuBook(platform)
  const network = createNetworkBook(platform)
  const carriers = createRateBook(platform)
  return {
    platform,
    skus,
    network,
    carriers,
    plans: createPlanBook(platform, carriers),
    index: createAvailabilityIndex(),
    rules: createRuleBook(platform, { skus, network }),
    numbers: createNumberBook(platform.db),
  }
}

/** What demand rates are learnt from. */
export const demandSource: DemandSource = {
  firstPlaced: findFirstPlaced,
  sums: sumDemand,
  sizes: countDeliverySizes,
  imported: { span: findImportedSpan, sums: sumImported, sizes: countImportedSizes },
}

/** What simulations are played with. */
export function playingWorldOf(orders: OrdersWorld): PlayingWorld {
  return {
    plans: orders.plans,
    network: orders.network,
    readPeriod: (db, of, now) => readPeriod(db, orders, of, now),
  }
}

/** What tasks are told of what they are about. */
function createTaskWorld(world: OrdersWorld): TaskWorld {
  const { network, skus } = world
  return {
    endThemselves: new Set<string>([
      stockUncovered,
      stockBelowUnavailable,
      stockBelowZero,
      feedOverdue,
      pricesUnproven,
      notCarried,
      approvalAsked,
    ]),
    numbersOf,
    isPerson,
    async uncovered(db, { cause, subjectId, closedAt }) {
      return cause === stockUncovered && !closedAt ? showHit(world, db, subjectId) : null
    },
    async locationCodes() {
      const { locationById } = await network.current()
      return { codeOf: (id) => locationById.get(id)?.code }
    },
    async skuCodes(subjects) {
      const supplies = subjects.filter(({ subjectKind }) => subjectKind === supplySubject)
      await skus.loadIds([...new Set(supplies.map(({ subjectId }) => skuIdOf(subjectId)))])
      return {
        codeOf({ subjectKind, subjectId }) {
          if (subjectKind !== supplySubject) return null
          return skus.byId(skuIdOf(subjectId))?.code ?? null
        },
      }
    },
  }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Whether a record that somebody has open is in their part of the business. */
async function seesRecord(
  { platform, network }: Pick<OrdersWorld, 'platform' | 'network'>,
  scope: Scope,
  { topic, id }: Opened,
): Promise<boolean> {
  if (scope === 'all' || topic === 'catalog') return true
  if (topic === 'rules' || topic === 'routing' || topic === 'shipping') return true
  if (topic === 'network') {
    const location = (await network.current()).locationByCode.get(id)
    return location !== undefined && seesLocation(scope, location.id)
  }
  if (topic !== 'orders' || !UUID.test(id)) return false
  const channel = (await channelsOfOrders(platform.db, [id])).get(id)
  return channel !== undefined && seesChannel(scope, channel)
}

/** Every module of a process, wired by hand: who is given what stands here and nowhere else. */
export function mountModules(platform: Platform) {
  const orders = createOrdersWorld(platform)
  const { skus, network, carriers, plans, index, rules } = orders
  const endless = createEndless(orders)
  const identity = identityModule(platform)
  const modules: Module[] = [
    identity,
    tasksModule(platform, createTaskWorld(orders)),
    catalogModule(platform, skus, endless.ofSkus),
    networkModule(platform, network, endless.ofLocations),
    inventoryModule(
      { platform, skus, network, index, rules, waiting: waitingOrders(platform) },
      endless,
    ),
    shippingModule({ platform, network, book: carriers }),
    routingModule(
      {
        platform,
        skus,
        network,
        carriers,
        plans,
        index,
        decideMade: (db, made, by) => decideMade(db, orders, made, by),
        readPlaced: (db, ...of) => readPlacedAgain(db, orders, ...of),
        demand: demandSource,
        channelsOf: channelsOfOrders,
        readPaid: (db, ids) => readPaid(db, skus, ids),
        findInOrders: findNamedInOrders,
        readDeliveries: (db, of) => readDeliveries(db, orders, of),
      },
      {
        play: (turn) => workInThread(platform, { simulate: turn }),
        learn: (at) => workInThread(platform, { learnAt: at.toString() }),
      },
    ),
    ordersModule(
      orders,
      events.filter(({ subject }) => subject === 'order'),
      createAsking(platform),
    ),
    fulfilmentModule(orders),
    demoModule(orders),
    streamModule(platform, {
      events,
      logs: [movedStock(platform, skus, network)],
      channelsOf: channelsOfOrders,
      sees: (scope, record) => seesRecord({ platform, network }, scope, record),
    }),
  ]
  return { modules, authenticate: identity.authenticate, orders }
}

/** Every invariant, by the module that owns its tables. */
export const checks: readonly Check[] = [
  ...platformChecks,
  ...inventoryChecks,
  ...routingChecks,
  ...orderChecks,
  ...fulfilmentChecks,
]

/** Every event type that stands in the log, by the module that tells it. */
export const events: readonly EventType[] = [
  ...taskEvents,
  ...catalogEvents,
  ...networkEvents,
  ...inventoryEvents,
  ...shippingEvents,
  ...routingEvents,
  ...orderEvents,
  ...fulfilmentEvents,
]
