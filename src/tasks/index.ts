export { closeTasksOf, raiseTasks, type NewTask, type Subject } from './actions.ts'
export { events } from './events.ts'
export {
  countTasks,
  listTasks,
  locationsWithOpen,
  openOrdersAt,
  openTasksOf,
  type Task,
} from './store.ts'
