import { endianness } from 'node:os';

/*
 * A seccomp filter as the kernel reads it: classic BPF over `struct seccomp_data` (linux/seccomp.h), eight bytes an
 * instruction (linux/filter.h). Written here because the only program it needs is a list.
 */

interface Architecture {
  /** AUDIT_ARCH_… of linux/audit.h. */
  readonly audit: number;
  readonly clone: number;
  readonly clone3: number;
  /** What no worker needs: sockets, tracing, mounts, keys, modules, other processes, and kernel interfaces known for faults. */
  readonly denied: readonly number[];
}

// Numbers from asm/unistd_64.h and asm-generic/unistd.h, in the order: socket connect accept accept4 bind listen, fork vfork
// (x86 only), ptrace process_vm_readv process_vm_writev, mount umount2 pivot_root chroot unshare setns, bpf perf_event_open
// userfaultfd, add_key request_key keyctl, init_module finit_module delete_module kexec_load kexec_file_load reboot,
// name_to_handle_at open_by_handle_at, io_uring_setup io_uring_enter io_uring_register, swapon swapoff acct quotactl
// personality.
const ARCHITECTURES: Readonly<Partial<Record<NodeJS.Architecture, Architecture>>> = {
  x64: {
    audit: 0xc000003e,
    clone: 56,
    clone3: 435,
    denied: [
      ...[41, 42, 43, 288, 49, 50, 57, 58, 101, 310, 311, 165, 166, 155, 161, 272, 308, 321, 298, 323],
      ...[248, 249, 250, 175, 313, 176, 246, 320, 169, 303, 304, 425, 426, 427, 167, 168, 163, 179, 135],
    ],
  },
  arm64: {
    audit: 0xc00000b7,
    clone: 220,
    clone3: 435,
    denied: [
      ...[198, 203, 202, 242, 200, 201, 117, 270, 271, 40, 39, 41, 51, 97, 268, 280, 241, 282],
      ...[217, 218, 219, 105, 273, 106, 104, 294, 142, 264, 265, 425, 426, 427, 224, 225, 89, 60, 92],
    ],
  },
};

const [LOAD, JUMP_IF_EQUAL, JUMP_IF_AT_LEAST, JUMP_IF_ANY_BIT, RETURN] = [0x20, 0x15, 0x35, 0x45, 0x06];
// Offsets in struct seccomp_data; the first argument's low half comes first, as both architectures are little-endian.
const [NUMBER, ARCHITECTURE, FIRST_ARGUMENT] = [0, 4, 16];
const [KILL, ALLOW] = [0x80000000, 0x7fff0000];
const refuse = (errno: number) => 0x00050000 | errno;
const [EPERM, ENOSYS] = [1, 38];
/** CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID and NEWNET. */
const NEW_NAMESPACES = 0x7e020000;
/** Numbers from here on are those of x32, a second way to the same calls. */
const X32 = 0x40000000;

/** The filter for workers; undefined on an architecture that it does not know. */
export function syscallFilter(name: NodeJS.Architecture = process.arch): Buffer | undefined {
  const architecture = ARCHITECTURES[name];
  if (!architecture || endianness() !== 'LE') return undefined;
  const { audit, clone, clone3, denied } = architecture;
  return Buffer.concat([
    instruction(LOAD, ARCHITECTURE),
    instruction(JUMP_IF_EQUAL, audit, 1, 0),
    instruction(RETURN, KILL),
    instruction(LOAD, NUMBER),
    instruction(JUMP_IF_AT_LEAST, X32, 0, 1),
    instruction(RETURN, KILL),
    ...denied.flatMap(call => [instruction(JUMP_IF_EQUAL, call, 0, 1), instruction(RETURN, refuse(EPERM))]),
    // Its flags lie in memory, where no filter sees them: the C library falls back to clone.
    ...[instruction(JUMP_IF_EQUAL, clone3, 0, 1), instruction(RETURN, refuse(ENOSYS))],
    ...[instruction(JUMP_IF_EQUAL, clone, 0, 3), instruction(LOAD, FIRST_ARGUMENT)],
    ...[instruction(JUMP_IF_ANY_BIT, NEW_NAMESPACES, 0, 1), instruction(RETURN, refuse(EPERM))],
    instruction(RETURN, ALLOW),
  ]);
}

function instruction(code: number, operand: number, ifTrue = 0, ifFalse = 0): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16LE(code, 0);
  bytes.writeUInt8(ifTrue, 2);
  bytes.writeUInt8(ifFalse, 3);
  bytes.writeUInt32LE(operand, 4);
  return bytes;
}
