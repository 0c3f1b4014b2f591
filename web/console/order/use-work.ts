import { answerOf, api } from '../../lib/api.ts'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { useWords } from '../words/index.ts'
import { useOnOrder } from './context.ts'
import type { DeclineReason } from './words-of.ts'
import type { Work } from './types.ts'
import { useToldProblem, useWrite } from './use-write.ts'

type Step = 'acceptances' | 'picks' | 'packings' | 'shipments' | 'handovers'

/** What the staff of a location would do: for demonstrations, and where nobody is there. */
export function useWork(work: Pick<Work, 'id' | 'version' | 'location'>) {
  const { order: said } = useWords()
  const { order, names } = useOnOrder()
  const tell = useTell()
  const { send, isBusy, problem } = useWrite(order.id)
  useToldProblem(problem)
  const place = names.place(work.location)
  async function step(path: Step): Promise<void> {
    const what = `${path} ${work.id}`
    const done = await send(what, { version: work.version }, (body, header) => {
      const params = { path: { id: work.id }, header }
      return answerOf(api.POST(`/v1/fulfilment-orders/{id}/${path}`, { params, body }))
    })
    if (done) tell({ title: said.work.done[path](place) })
  }
  return { step, isBusy }
}

/** Declining keeps its dialog until it is done. */
export function useDecline(work: Work) {
  const { order: said } = useWords()
  const { order, names } = useOnOrder()
  const tell = useTell()
  const { send, isBusy, problem } = useWrite(order.id)
  async function decline(reason: Exclude<DeclineReason, 'not_accepted_in_time'>, units: Units) {
    const lines = units && [...units].map(([no, quantity]) => ({ no, quantity }))
    const body = { version: work.version, reason, ...(lines && { lines }) }
    const done = await send(`rejections ${work.id}`, body, (sent, header) => {
      const params = { path: { id: work.id }, header }
      return answerOf(api.POST('/v1/fulfilment-orders/{id}/rejections', { params, body: sent }))
    })
    if (done) tell({ title: said.work.done.rejections(names.place(work.location)) })
    return done !== undefined
  }
  return { decline, isBusy, problem }
}

type Units = ReadonlyMap<number, number> | undefined

export function useArrival(parcelId: string) {
  const { order: said } = useWords()
  const { order } = useOnOrder()
  const tell = useTell()
  const { send, isBusy, problem } = useWrite(order.id)
  useToldProblem(problem)
  async function arrive(): Promise<void> {
    const done = await send(`deliveries ${parcelId}`, {}, (body, header) => {
      const params = { path: { id: parcelId }, header }
      return answerOf(api.POST('/v1/parcels/{id}/deliveries', { params, body }))
    })
    if (done) tell({ title: said.work.done.deliveries })
  }
  return { arrive, isBusy }
}
