import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { useCommand } from '../shell/use-command.ts'
import { useWords } from '../words/index.ts'
import { DRAFT_KEY, KEY, readDraft, sendChange, type Change } from './use-routing.ts'

type Told = { title: string; undo?: Change }

/**
 * Moves, copies, switches off or removes a rule of the draft, or takes that back. Busy until the
 * draft as it is then is there, so that the next press goes on from it. Where somebody else has
 * changed the draft meanwhile it is read again and the person is told: what they saw is not what
 * is there.
 */
export function useActs() {
  const { rules, routing, shell } = useWords()
  const tell = useTell()
  const queries = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const command = useCommand(
    ({ version, change }: { version: number; change: Change }, header) => {
      return sendChange(version, change, header)
    },
    [[...KEY, 'live']],
    (problem) => {
      if (problem.code !== 'version_conflict') return false
      tell({ title: rules.draft.overtaken, tone: 'critical' })
      return true
    },
  )
  const readAgain = () => {
    const query = { queryKey: DRAFT_KEY, queryFn: () => readDraft(), staleTime: 0 }
    return queries.fetchQuery(query).catch(() => undefined)
  }
  /** Answers the id of the rule; undefined where it was refused. */
  const run = async (version: number, change: Change, told?: Told) => {
    setBusy(true)
    const outcome = await command.run({ version, change })
    const draft = await readAgain()
    setBusy(false)
    const undo = told?.undo
    if (outcome && told) {
      const act = async () => {
        const now = draft?.version ?? version + 1
        if (await command.run({ version: now, change: undo! })) tell({ title: routing.undone })
        await readAgain()
      }
      const back = undo && { undo: { label: shell.undo, act: () => void act() } }
      tell({ title: told.title, ...back })
    }
    return outcome?.id ?? undefined
  }
  return { isBusy, run }
}
