import type { Command, RequestState, WorkState } from './work.ts'

/** A command on a fulfilment order; `shipment_told` is a fact from outside. */
export type WorkCommand = Command | 'shipment_told'

type Table<State extends string> = Record<State, Partial<Record<WorkCommand, readonly State[]>>>

/**
 * Where a command may lead from each state of the work. It depends on how many units it names, so
 * there may be several. A test walks at random and finds exactly these; the guide draws them.
 */
export const workTransitions: Table<WorkState> = {
  open: {
    accept: ['open'],
    pick: ['picking', 'picked'],
    short_pick: ['open', 'cancelled'],
    decline: ['open', 'cancelled'],
    withdraw: ['open', 'cancelled'],
    shipment_told: ['shipped'],
  },
  picking: {
    pick: ['picking', 'picked'],
    short_pick: ['picking', 'picked', 'packed', 'shipped'],
    pack: ['picking'],
    ship: ['picking'],
    decline: ['open', 'picking', 'picked', 'packed', 'shipped', 'cancelled'],
    withdraw: ['open', 'picking', 'picked', 'packed', 'shipped', 'cancelled'],
    shipment_told: ['shipped'],
  },
  picked: {
    pack: ['picked', 'packed'],
    ship: ['picked'],
    decline: ['picked', 'packed', 'shipped', 'cancelled'],
    withdraw: ['picked', 'packed', 'shipped', 'cancelled'],
    shipment_told: ['shipped'],
  },
  packed: { ship: ['packed', 'shipped'], shipment_told: ['shipped'] },
  shipped: { deliver: ['delivered'] },
  delivered: {},
  cancelled: {},
}

/** The same for the request to the location. */
export const requestTransitions: Table<RequestState> = {
  submitted: {
    accept: ['accepted'],
    pick: ['accepted'],
    short_pick: ['submitted', 'closed'],
    decline: ['submitted', 'declined'],
    withdraw: ['submitted', 'closed'],
    shipment_told: ['accepted'],
  },
  accepted: {
    pick: ['accepted'],
    short_pick: ['accepted', 'closed'],
    pack: ['accepted'],
    ship: ['accepted'],
    decline: ['accepted', 'declined'],
    withdraw: ['accepted', 'closed'],
    shipment_told: ['accepted'],
    deliver: ['closed'],
  },
  declined: {},
  closed: {},
}

/** What a fact from outside is, from when it is told. */
export const factTransitions = {
  parked: { 'tried again': ['parked', 'applied'], 'waited too long': ['given_up'] },
  applied: {},
  given_up: {},
} as const
