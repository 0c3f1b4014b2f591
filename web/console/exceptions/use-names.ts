import { useSession } from '../../lib/session.tsx'
import { actorOf } from '../inventory/movements.ts'
import { usePlaces } from '../inventory/use-places.ts'
import { usePeople } from '../inventory/use-stock.ts'
import { useWords } from '../words/index.ts'
import { saidOf, type Said, type Task } from './causes.ts'

/** What people call what a task names by ids and codes. */
export function useNames() {
  const { exceptions, inventory } = useWords()
  const { me } = useSession()
  const people = usePeople()
  const { nameOf } = usePlaces()
  return {
    /** Who did something: a person by name, else what part of the shop. */
    who: (actor: string) => actorOf(actor, { me: me.id, people, said: inventory }),
    place: nameOf,
    said: (task: Task): Said => saidOf(task, exceptions, nameOf),
  }
}
