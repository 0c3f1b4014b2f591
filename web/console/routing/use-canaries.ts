import { useQuery } from '@tanstack/react-query'
import { answerOf, api, type Answer } from '../../lib/api.ts'
import { useCommand } from '../shell/use-command.ts'
import { DRAFT_KEY, KEY } from './use-routing.ts'

export type Canary = Answer<'/v1/routing-canaries', 'get'>['items'][number]
export type Figure = Canary['figures'][number]
export type Guard = Figure['guard']

/** Its figures grow with every order: nothing tells of each. */
const LOOK_MS = 5000

/** Canaries, the newest first: the one that runs is looked at again now and then. */
export function useCanaries(): readonly Canary[] | undefined {
  const { data } = useQuery({
    queryKey: [...KEY, 'canaries'],
    queryFn: async ({ signal }) => {
      const query = { limit: 100 }
      return (await answerOf(api.GET('/v1/routing-canaries', { params: { query }, signal }))).items
    },
    refetchInterval: ({ state }) => (state.data?.[0]?.state === 'running' ? LOOK_MS : false),
  })
  return data
}

export function useRunning(): Canary | undefined {
  return useCanaries()?.find(({ state }) => state === 'running')
}

/** Promotes it, or returns it. */
export function useEnding({ id }: Canary) {
  return useCommand(
    (end: 'promotions' | 'returns', header) => {
      const about = { params: { header, path: { id } }, body: {} }
      return answerOf(
        end === 'promotions'
          ? api.POST('/v1/routing-canaries/{id}/promotions', about)
          : api.POST('/v1/routing-canaries/{id}/returns', about),
      )
    },
    [KEY, DRAFT_KEY],
  )
}
