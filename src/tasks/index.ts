export { closeTasksOf, raiseTasks, type NewTask, type Subject } from './actions.ts'
export { listTasks, type Task } from './store.ts'
