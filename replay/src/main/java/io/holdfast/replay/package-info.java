/** From a journal to a state: recovery, verification, and every tool that reads a data directory. */
package io.holdfast.replay;
