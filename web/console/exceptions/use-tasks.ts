import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answerOf, api, type Answer } from '../../lib/api.ts'
import { useChanges } from '../../lib/live.tsx'
import { useList, type List } from '../../lib/use-list.ts'
import { useRefresh } from '../../lib/use-refresh.ts'
import type { Task } from './causes.ts'
import { concerns, countNew, newerOf, raisedAfter } from './raised.ts'

export const VIEWS = ['all', 'me', 'none', 'closed'] as const
export type View = (typeof VIEWS)[number]

const EVERY_MS = 1000

/**
 * The tasks of a view. What was closed or given to somebody is shown at once, since nobody should
 * work on it any more; what was raised is counted, and shown when asked for.
 */
export function useTasks(view: View): List<Task> & { newCount: number; showNew: () => void } {
  const key = ['tasks', 'list', view]
  const list = useList<Task>({
    key,
    page: (cursor, signal) => {
      const query = {
        limit: 200,
        ...(view === 'closed' ? { state: 'closed' as const } : view !== 'all' && { owner: view }),
        ...(cursor !== undefined && { cursor }),
      }
      return answerOf(api.GET('/v1/tasks', { params: { query }, signal }))
    },
  })
  const { rows, again } = list
  const [raised, setRaised] = useState<ReadonlySet<string>>(new Set())
  useRefresh('tasks', key, EVERY_MS, (change) => concerns(change, rows))
  useChanges('tasks', (changes) => setRaised((before) => raisedAfter(before, changes)))
  const isShown = view === 'all' || view === 'none'
  return {
    ...list,
    newCount: isShown ? countNew(raised, rows) : 0,
    showNew: () => {
      setRaised(new Set())
      again()
    },
  }
}

/** One task: it stays when it has left the list, until the person closes it. */
export function useOpened(id: string | undefined, rows: readonly Task[]): Task | undefined {
  const { data } = useTask(id)
  const listed = rows.find((row) => row.id === id)
  return newerOf<Task, Task>(id === undefined ? undefined : data, listed)
}

type TaskInFull = Answer<'/v1/tasks/{id}', 'get'>

/** Which orders are hit changes with every booking, and no task hears of that. */
const LOOK_MS = 5000

/** A task with its notes, and the orders that it hits. */
export function useTask(id: string | undefined) {
  return useQuery<TaskInFull>({
    queryKey: ['tasks', 'one', id],
    refetchInterval: ({ state }) => (state.data?.uncovered ? LOOK_MS : false),
    queryFn: ({ signal }) =>
      answerOf(api.GET('/v1/tasks/{id}', { params: { path: { id: id! } }, signal })),
    enabled: id !== undefined,
  })
}

export function useTaskCounts() {
  return useQuery({
    queryKey: ['tasks', 'counts'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/tasks/counts', { signal })),
  })
}
