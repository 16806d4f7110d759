import { operatorCommand } from './operator-command.ts';

// biome-ignore lint/style/noProcessEnv: the process's entry hands its environment to config
process.exitCode = await operatorCommand(process.argv.slice(2), process.env, console.log);
