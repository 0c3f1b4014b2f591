import { useQuery } from '@tanstack/react-query'
import { answerOf, api } from '../../lib/api.ts'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { useWords } from '../words/index.ts'
import { useOnOrder } from './context.ts'
import type { Candidates, Order } from './types.ts'
import { useWrite } from './use-write.ts'

/** Who could serve a group, on the stock of this moment. */
export function useCandidates(order: Order, no: number) {
  return useQuery({
    queryKey: ['orders', 'one', order.id, 'candidates', no],
    staleTime: 0,
    queryFn: () => {
      const params = { path: { id: order.id, no: String(no) } }
      return answerOf(api.GET('/v1/orders/{id}/groups/{no}/candidates', { params }))
    },
  })
}

/** Decided on the candidates that were shown: if the order has changed since, it is refused. */
export function useReroute(group: number, onDone: () => void) {
  const { order: said } = useWords()
  const { order, names } = useOnOrder()
  const tell = useTell()
  const { send, isBusy, problem } = useWrite(order.id)
  async function reroute({ version }: Candidates, location: string, reason: string) {
    const body = { version, group, location, ...(reason !== '' && { reason }) }
    const done = await send('reroute', body, (sent, header) => {
      const params = { path: { id: order.id }, header }
      return answerOf(api.POST('/v1/orders/{id}/reroutings', { params, body: sent }))
    })
    if (!done) return
    tell({ title: said.moves.done(names.place(location)) })
    onDone()
  }
  return { reroute, isBusy, problem }
}
