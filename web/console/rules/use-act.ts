import { useQueryClient } from '@tanstack/react-query'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { useCommand } from '../shell/use-command.ts'
import { useWords } from '../words/index.ts'
import { KEY, sendChange } from './use-rules.ts'

type Act = { action: 'remove' | 'undo'; id: string }

/**
 * Takes a rule out, or a change of the draft back. Where somebody else has changed the draft
 * meanwhile it is read again and the person is told: what they saw is not what is there.
 */
export function useAct() {
  const { rules: said } = useWords()
  const tell = useTell()
  const queries = useQueryClient()
  const command = useCommand(
    ({ version, act }: { version: number; act: Act }, header) => sendChange(version, act, header),
    [KEY],
    (problem) => {
      if (problem.code !== 'version_conflict') return false
      tell({ title: said.draft.overtaken, tone: 'critical' })
      void queries.invalidateQueries({ queryKey: KEY })
      return true
    },
  )
  return {
    isBusy: command.isBusy,
    async run(version: number, act: Act): Promise<void> {
      if (!(await command.run({ version, act }))) return
      tell({ title: act.action === 'remove' ? said.removed : said.undone })
    },
  }
}
