namespace NfvOrchestrator.Vnfm.Tests.Model;

/// <summary>One step of a random life. Plain numbers, so that FsCheck makes and shrinks them; each is taken modulo what it chooses from.</summary>
/// <param name="Operation">Which operation.</param>
/// <param name="Choice">Which variant of it: steps, level, flavour, network.</param>
/// <param name="Fault">Which fault the VIM plays; most are none.</param>
/// <param name="At">How many calls to the VIM pass before the fault.</param>
/// <param name="Continuations">What is done each time the operation stops, two bits a time: retry, roll back, fail.</param>
/// <param name="Disturbance">Whether the operation is cancelled, or the VNFM killed, while it runs; most are neither.</param>
public sealed record Move(int Operation, int Choice, int Fault, int At, int Continuations, int Disturbance)
{
    /// <inheritdoc/>
    public override string ToString() => $"({Operation} {Choice} {Fault} {At} {Continuations} {Disturbance})";
}
