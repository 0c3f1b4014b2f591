import { useQuery, useQueryClient } from '@tanstack/react-query'
import { answerOf, api, newKey, type Answer } from '../../lib/api.ts'
import { useChanges } from '../../lib/live.tsx'
import { TESTS_KEY } from '../routing/use-tests.ts'

export type TestRun = Answer<'/v1/simulations/{id}/test-runs', 'post'>['runs'][number]

/** What the tests come to by the rules that were played, and what became of the draft of them. */
export function useTestRuns(id: string, isOn: boolean) {
  const queries = useQueryClient()
  const queryKey = [...TESTS_KEY, 'simulation', id]
  useChanges('routing', () => void queries.invalidateQueries({ queryKey }))
  return useQuery({
    queryKey,
    queryFn: () => {
      const params = { header: newKey(), path: { id } }
      return answerOf(api.POST('/v1/simulations/{id}/test-runs', { params, body: {} }))
    },
    enabled: isOn,
    staleTime: 0,
    retry: false,
  })
}
