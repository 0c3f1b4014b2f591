import type { Answer } from '../../lib/api.ts'

export type Order = Answer<'/v1/orders/{id}', 'get'>
export type Line = Order['lines'][number]
export type Bundle = Order['bundles'][number]
export type Group = Order['groups'][number]
export type Hold = Order['holds'][number]
export type Work = Answer<'/v1/fulfilment-orders/{id}', 'get'>
export type Parcel = Work['parcels'][number]
export type OrderEvent = Answer<'/v1/orders/{id}/events', 'get'>['items'][number]
export type Decisions = Answer<'/v1/orders/{id}/decisions', 'get'>
export type Decision = Decisions['items'][number]
export type Candidates = Answer<'/v1/orders/{id}/groups/{no}/candidates', 'get'>
export type Candidate = Candidates['candidates'][number]
