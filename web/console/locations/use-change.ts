import { useState } from 'react'
import { answerOf, api, type Problem } from '../../lib/api.ts'
import type { paths } from '../../../client/index.ts'
import { useCommand } from '../shell/use-command.ts'
import type { Location } from './hours.ts'
import { readLocation } from './use-network.ts'

type Body =
  paths['/v1/locations/{code}/changes']['post']['requestBody']['content']['application/json']
type Set = Extract<Body['changes'][number], { action: 'set' }>

/**
 * Changes fields of a location from a form. What the server refuses stays to be shown at its field;
 * where somebody else saved first, `overtaken` is what they changed, and the next save goes on top.
 */
export function useChange(
  location: Location,
  onOvertaken?: (of: { before: Location; now: Location }) => void,
) {
  const [base, setBase] = useState(location)
  const [problem, setProblem] = useState<Problem>()
  const [overtaken, setOvertaken] = useState<{ before: Location; now: Location }>()
  const catchUp = async () => {
    const now = await readLocation(base.code)
    setOvertaken({ before: base, now })
    onOvertaken?.({ before: base, now })
    setBase(now)
  }
  const { run, isBusy } = useCommand(
    (fields: Set['fields'], header) =>
      answerOf(
        api.POST('/v1/locations/{code}/changes', {
          params: { path: { code: location.code }, header },
          body: { version: base.version, changes: [{ action: 'set', fields }] },
        }),
      ),
    [['network']],
    (refused) => {
      if (refused.code === 'version_conflict') {
        void catchUp()
        return true
      }
      setProblem(refused)
      return refused.problem?.field !== undefined
    },
  )
  return {
    isBusy,
    /** What the server found wrong with the last try. */
    problem,
    overtaken,
    /** What the form goes out from: the location as it was last seen. */
    base,
    run: (fields: Set['fields']) => {
      setProblem(undefined)
      return run(fields)
    },
  }
}
