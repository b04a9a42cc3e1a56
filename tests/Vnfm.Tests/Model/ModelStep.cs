namespace NfvOrchestrator.Vnfm.Tests.Model;

/// <summary>What a move means for a VNF in a certain state.</summary>
/// <param name="Task">The task resource.</param>
/// <param name="Body">The request; <c>%NEW%</c> is a new VNF snapshot, <c>%0%</c> and so on one that was made before, and a VNFC is named by VDU and place.</param>
/// <param name="Status">How it must be answered.</param>
/// <param name="Next">What the VNF is when it is completed.</param>
internal sealed record ModelStep(string Task, string Body, int Status, VnfModel Next);
