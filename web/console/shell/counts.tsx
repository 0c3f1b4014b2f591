import { useQuery } from '@tanstack/react-query'
import { answerOf, api } from '../../lib/api.ts'
import { useFormats } from '../../lib/session.tsx'
import css from './shell.module.css'

/** How many exceptions need somebody, at the end of their entry in the menu. */
export function OpenTasks() {
  const { number } = useFormats()
  const { data } = useQuery({
    queryKey: ['tasks', 'counts'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/tasks/counts', { signal })),
  })
  return data && data.open > 0 ? <span className={css['count']}>{number(data.open)}</span> : null
}
