namespace NfvOrchestrator.Vim.Simulator;

/// <summary>The call was carried out, but its answer is to be lost: the server cuts the connection.</summary>
public sealed class AnswerLostException() : Exception("The call was carried out; its answer is lost, as a fault rule asks for.");
