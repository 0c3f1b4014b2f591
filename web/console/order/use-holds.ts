import { useQueryClient } from '@tanstack/react-query'
import { answerOf, api, newKey } from '../../lib/api.ts'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { saysOf } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { useOnOrder } from './context.ts'
import type { Hold } from './types.ts'
import { useWrite } from './use-write.ts'

type NewHold = Pick<Hold, 'cause' | 'note'> & Partial<Pick<Hold, 'owner' | 'dueAt'>>
type Key = ReturnType<typeof newKey>

/** Holding and releasing: each can be taken back for ten seconds, so nobody is asked before. */
export function useHolds() {
  const { order: said } = useWords()
  const { order } = useOnOrder()
  const { id, version } = order
  const tellUndoable = useTellUndoable(id)
  const { send, isBusy, problem } = useWrite(id)

  async function place(hold: NewHold): Promise<boolean> {
    const held = await send('hold', { ...bodyOf(hold), version }, (body, header) =>
      postHold(id, body, header),
    )
    if (!held) return false
    tellUndoable(said.holds.held, () => postRelease(id, held.holdId!, {}, newKey()))
    return true
  }

  async function release(holds: readonly Hold[]): Promise<void> {
    let current = version
    for (const hold of holds) {
      const done = await send(`release ${hold.id}`, { version: current }, (body, header) =>
        postRelease(id, hold.id, body, header),
      )
      if (!done) return
      current = done.version
    }
    tellUndoable(said.holds.released, async () => {
      for (const hold of holds) await postHold(id, bodyOf(hold), newKey())
    })
  }

  return { place, release, isBusy, problem }
}

function bodyOf({ cause, note, owner, dueAt }: NewHold) {
  return {
    cause,
    ...(note !== null && { note }),
    ...(owner && { owner }),
    ...(dueAt && { dueAt }),
  }
}

function postHold(id: string, body: ReturnType<typeof bodyOf> & { version?: number }, header: Key) {
  return answerOf(api.POST('/v1/orders/{id}/holds', { params: { path: { id }, header }, body }))
}

function postRelease(id: string, holdId: string, body: { version?: number }, header: Key) {
  const params = { path: { id, holdId }, header }
  return answerOf(api.POST('/v1/orders/{id}/holds/{holdId}/releases', { params, body }))
}

/** Tells what was done, with the way back; also where that way is closed by then. */
function useTellUndoable(orderId: string) {
  const words = useWords()
  const tell = useTell()
  const queries = useQueryClient()
  return (title: string, undo: () => Promise<unknown>) => {
    const act = () => {
      undo()
        .catch((error: unknown) => {
          const { problem } = words.shell
          tell({ title: problem.title, more: saysOf(error, words), tone: 'critical' })
        })
        .finally(() => void queries.invalidateQueries({ queryKey: ['orders', 'one', orderId] }))
    }
    tell({ title, undo: { label: words.shell.undo, act } })
  }
}
